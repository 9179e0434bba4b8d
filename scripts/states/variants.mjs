const phone = { width: 390, height: 844 };
const small = { width: 320, height: 640 };
const wide = { width: 1280, height: 800 };

/** How pictures are taken: a browser context, and the language, direction and text size (px) of the page. */
export const variants = {
  light: { viewport: wide, colorScheme: 'light' },
  dark: { viewport: wide, colorScheme: 'dark' },
  'phone-light': { viewport: phone, colorScheme: 'light' },
  'phone-dark': { viewport: phone, colorScheme: 'dark' },
  small: { viewport: small, colorScheme: 'light' },
  rtl: { viewport: wide, colorScheme: 'light', lang: 'ar', dir: 'rtl' },
  'rtl-phone': { viewport: phone, colorScheme: 'dark', lang: 'ar', dir: 'rtl' },
  large: { viewport: phone, colorScheme: 'light', font: 28 },
  forced: { viewport: phone, colorScheme: 'dark', forcedColors: 'active' },
};
