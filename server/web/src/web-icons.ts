import type { IconShape } from '@teambrain/widget-kit';

export const eyeIcon: IconShape = {
  d: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
};
export const eyeOffIcon: IconShape = {
  d: 'M4 4l16 16M9.9 5.800A9 9 0 0 1 12 5.500c6 0 9.5 6.5 9.5 6.500a16 16 0 0 1-2.7 3.300M6.3 7.300A15 15 0 0 0 2.5 12s3.5 6.5 9.5 6.500a9.5 9.5 0 0 0 4.2-1M10 10a3 3 0 0 0 4.2 4.2',
};
export const deviceIcon: IconShape = { d: 'M4.5 5h15v10.500h-15zM9 19.500h6M12 15.500v4' };
export const invitePersonIcon: IconShape = {
  d: 'M10 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM3.5 19.5a6.5 6.5 0 0 1 13 0M19 8v6M16 11h6',
};
export const codeIcon: IconShape = { d: 'M8.500 7 3.500 12l5 5M15.500 7l5 5-5 5' };
export const serverIcon: IconShape = { d: 'M4.500 5h15v6h-15zM4.500 13h15v6h-15zM8 8v.01M8 16v.01' };
export const globeIcon: IconShape = {
  d: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17zM3.500 12h17M12 3.500c5 5.500 5 11.500 0 17M12 3.500c-5 5.500-5 11.500 0 17',
};
