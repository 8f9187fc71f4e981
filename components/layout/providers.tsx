'use client';

import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { PublicAddress } from '@/components/ui/public-address';
import { theme } from './theme';

/**
 * The component library with our colours, whose variables stand in a sheet (`theme.css`): the same ten kilobytes were made for
 * and sent with every page. Inline styles carry the page's nonce. `site`: the public address.
 */
export function Providers({ children, nonce, site }: Readonly<{ children: ReactNode; nonce: string; site: string }>) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <PublicAddress value={site}>{children}</PublicAddress>
    </MantineProvider>
  );
}
