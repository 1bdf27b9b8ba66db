/** Countries of the lab in which somebody cuts connections, and others for the twins: networks 100.96.0.0/16 and on. Data. */
export const FILTERED = ['CN', 'IR', 'TM', 'RU', 'BY', 'ET', 'UZ', 'KZ'] as const;
export const OPEN = ['VN', 'SA', 'AE', 'PK', 'TR', 'EG', 'TH', 'UG'] as const;
/** Lines for the lab's table of countries. */
export const FILTERED_TABLE = [...FILTERED, ...OPEN].map((country, i) => `100.${96 + i}.0.0/16,${country}`);
