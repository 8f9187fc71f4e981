'use client';

import { useRouter } from 'next/navigation';
import type { MouseEvent } from 'react';

/**
 * Words with links that are the same on many pages, written once as HTML by the server. A link opens as any other of the program
 * does: in place, or as the browser has it where a key is held or no script has come yet.
 */
export function KeptLinks({ html, className }: Readonly<{ html: string; className?: string }>) {
  const router = useRouter();
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    router.push(link.href);
  };
  return <div className={className} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />;
}
