'use client';

import { useEffect } from 'react';

/** A page must not outlive what it was made for by a second. */
const EVERY_MILLISECONDS = 700;

/**
 * Takes an open page away when its reader may no longer see it: the role has expired or was taken away, the session was
 * ended elsewhere. Asks while the page is looked at, and at once when it is looked at again; asking keeps no session alive.
 */
export function AccessWatch({ mark }: Readonly<{ mark: string }>) {
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      if (over) return;
      if (document.visibilityState === 'visible') {
        const now = await fetch('/api/access', { cache: 'no-store' }).then(
          (response) => (response.ok ? response.text() : mark),
          // The connection is away, which says nothing of the roles.
          () => mark,
        );
        if (over) return;
        if (now !== '' && now !== mark) {
          over = true;
          document.querySelector('main')?.replaceChildren();
          window.location.reload();
          return;
        }
      }
      timer = setTimeout(() => void look(), EVERY_MILLISECONDS);
    };
    const again = (): void => void look();
    document.addEventListener('visibilitychange', again);
    timer = setTimeout(again, EVERY_MILLISECONDS);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [mark]);
  return null;
}
