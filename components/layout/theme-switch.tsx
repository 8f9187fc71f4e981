'use client';

import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Button } from '@/components/ui/button';
import classes from './header.module.css';

export function ThemeSwitch({ label }: Readonly<{ label: string }>) {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true });
  return (
    <Button
      className={classes.tool}
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
    </Button>
  );
}
