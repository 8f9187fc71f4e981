'use client';

import { createContext, use } from 'react';

/** The address that readers type, as the operator set it, without a slash at its end; no page knows it from its own address. */
export const PublicAddress = createContext('');

/** The public address of a path of the program, for links that leave this browser. */
export function usePublicAddress(): (path: string) => string {
  const site = use(PublicAddress);
  return (path) => `${site}${path}`;
}
