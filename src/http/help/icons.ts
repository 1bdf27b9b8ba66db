/** Line icons of the help pages, 24 × 24, in the manner of the web app's; always beside words, so hidden from screen readers. */
const PATHS = {
  inbox: 'M4 13.500 6.500 6h11l2.500 7.500v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13.500h4.500l1 2.500h5l1-2.500H20',
  send: 'M20 4.500 3.500 11l6 2.500 2.500 6zM20 4.500l-10.500 9',
  key: 'M8.500 11.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11.500 12.700 20 4.200M16 8.200l3 3M13.500 10.700l2 2',
  phone: 'M8 3.500h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM11 17.500h2',
  computer: 'M4.500 5.500h15v10h-15zM2.500 19h19',
  code: 'M4.500 5h15v14h-15zM8 9.500l2.500 2.500L8 14.500M12.500 14.500H16',
  printer: 'M7 9V4h10v5M7 16.500H4.500v-7.500h15v7.500H17M7 14h10v6H7z',
} as const;
export type HelpIcon = keyof typeof PATHS;

export const icon = (name: HelpIcon): string =>
  `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${PATHS[name]}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
