/** The part of the address after `#` as far as it may hold facts; an anchor that is followed in between changes nothing. */
export type FragmentStore = { subscribe: (notify: () => void) => () => void; read: () => string };

export function fragmentStore(): FragmentStore {
  let held = '';
  return {
    subscribe: (notify) => {
      window.addEventListener('hashchange', notify);
      return () => window.removeEventListener('hashchange', notify);
    },
    read: () => {
      const { hash } = window.location;
      if (hash.includes('=')) held = hash;
      return held;
    },
  };
}
