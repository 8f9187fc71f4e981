'use client';

import { useLayoutEffect, useRef, type ComponentProps } from 'react';
import entry from './entry.module.css';

const LOOKS = {
  plain: entry.button,
  primary: `${entry.button} ${entry.primary}`,
  small: `${entry.button} ${entry.small}`,
  'small-primary': `${entry.button} ${entry.small} ${entry.primary}`,
} as const;

type Props = ComponentProps<'button'> & Readonly<{ look?: keyof typeof LOOKS }>;

/** The button of forms and lists, for pages without scripts too. It submits nothing unless it says so; without a look it has that of its class. */
export function Button({ look, className, type = 'button', ref, ...rest }: Props) {
  const own = useRef<HTMLButtonElement>(null);
  useKeptFocus(own, rest.disabled === true);
  const classes = [look === undefined ? undefined : LOOKS[look], className].filter((one) => one !== undefined);
  return (
    <button
      type={type}
      className={classes.length === 0 ? undefined : classes.join(' ')}
      {...rest}
      ref={(button) => {
        own.current = button;
        if (typeof ref === 'function') return ref(button);
        if (ref != null) ref.current = button;
        return undefined;
      }}
    />
  );
}

/** A button that is pressed by keyboard and disabled while it works loses the focus to the page: it gets it back unless it went elsewhere. */
function useKeptFocus(button: Readonly<{ current: HTMLButtonElement | null }>, disabled: boolean): void {
  const had = useRef(false);
  useLayoutEffect(() => {
    if (disabled) {
      had.current = document.activeElement === button.current;
      return;
    }
    if (had.current && document.activeElement === document.body) button.current?.focus({ preventScroll: true });
    had.current = false;
  }, [button, disabled]);
}
