/** The attacks by size of src/protocol/mime/hostile.test.ts with a whole megabyte each; too slow for the unit run. */
process.env.POSTVAKT_HOSTILE_BYTES = String(1 << 20);
await import('../../src/protocol/mime/hostile.test.ts');
