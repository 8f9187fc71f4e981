import { afterAll, vi } from 'vitest';

/**
 * Each file of tests meets the program as if it had just been started, in a process that has read the libraries already: its
 * modules are carried out anew, and what they keep for the life of a process, and the settings of the file before, are gone.
 */
vi.resetModules();

afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (name.startsWith('registry')) Reflect.deleteProperty(globalThis, name);
});
