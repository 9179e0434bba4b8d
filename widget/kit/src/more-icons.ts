import type { IconShape } from './icons.js';

export const attachIcon: IconShape = {
  d: 'M19 11.5l-7.3 7.3a4.6 4.6 0 0 1-6.5-6.5L12.9 4.6a3.1 3.1 0 0 1 4.4 4.4l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2L14 7.9',
};
export const smilePlusIcon: IconShape = {
  d: 'M14 3.8a8.5 8.5 0 1 0 6.3 6.3M8.5 14.2a4.3 4.3 0 0 0 7 0M9 9.5v.2M15 9.5v.2M19 2.5v5M16.5 5h5',
};
export const globeIcon: IconShape = {
  d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM3.5 12h17M12 3.5c2.5 2.3 3.5 5.3 3.5 8.5s-1 6.2-3.5 8.5c-2.5-2.3-3.5-5.3-3.5-8.5s1-6.2 3.5-8.5z',
};
export const plusIcon: IconShape = { d: 'M12 5v14M5 12h14' };
export const chevronEndIcon: IconShape = { d: 'M9.5 6l6 6-6 6', mirror: true };
export const backIcon: IconShape = { d: 'M19 12H5M11 6l-6 6 6 6', mirror: true };
export const moreIcon: IconShape = {
  d: 'M5.5 12h.01M12 12h.01M18.5 12h.01M5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0M11.5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0M18 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0',
};
export const replyIcon: IconShape = { d: 'M10 6L4.5 11.5 10 17M4.5 11.5h8a7 7 0 0 1 7 7', mirror: true };
export const threadIcon: IconShape = { d: 'M4.5 5h15v10.5h-8L7 19.5v-4H4.5zM8 9h8M8 12h5' };
export const editIcon: IconShape = { d: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7L17 10.5' };
export const trashIcon: IconShape = {
  d: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 10.5v5.5M14 10.5v5.5',
};
export const copyIcon: IconShape = { d: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9' };
export const linkIcon: IconShape = {
  d: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
};
export const bellIcon: IconShape = { d: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4' };
export const settingsIcon: IconShape = { d: 'M4 7.5h9M17 7.5h3M15 5.5v4M4 16.5h3M11 16.5h9M9 14.5v4' };
export const leaveIcon: IconShape = {
  d: 'M13.5 4.5h-8v15h8M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  mirror: true,
};
export const sunIcon: IconShape = {
  d: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
};
export const moonIcon: IconShape = { d: 'M19.5 14A8 8 0 0 1 10 4.5a8 8 0 1 0 9.5 9.5z' };
export const alertIcon: IconShape = { d: 'M12 4.5L21 19.5H3zM12 10v4.5M12 17v.2' };
export const infoIcon: IconShape = {
  d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.8v.2',
};
export const refreshIcon: IconShape = {
  d: 'M19.5 5v5h-5M4.5 19v-5h5M18.5 10A7 7 0 0 0 6 8M5.5 14a7 7 0 0 0 12.5 2',
};
export const bookIcon: IconShape = { d: 'M5.5 4.5h13v15l-6.5-4-6.5 4z' };
export const sparkleIcon: IconShape = {
  d: 'M11 5l1.7 4.8 4.8 1.7-4.8 1.7L11 18l-1.7-4.8L4.5 11.5l4.8-1.7zM18.5 3.5v4M16.5 5.5h4M18.5 16.5v4M16.5 18.5h4',
};
export const menuIcon: IconShape = { d: 'M4.5 7h15M4.5 12h15M4.5 17h15' };
export const logoIcon: IconShape = {
  d: 'M7 4.5h10a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5h-4.5L8 20v-3.5H7A2.5 2.5 0 0 1 4.5 14V7A2.5 2.5 0 0 1 7 4.5zM8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01',
};
export const usersIcon: IconShape = {
  d: 'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.3',
};
export const fileIcon: IconShape = { d: 'M6 3.5h7.5L18.5 8.5v12H6zM13.5 3.5v5h5' };
