import type { KeyboardEvent, MouseEvent, SVGProps } from 'react';

/** What the pointer or the keyboard is on: the figure's id, text for the tooltip and where it belongs. */
export type Pointed = Readonly<{ id: string; text: string; x: number; y: number }>;

/** A marker whose source is open; closing gives the focus back to it. */
export type Opened = Pointed & Readonly<{ marker: SVGGElement }>;

/** A marker as a button: pointing or tabbing to it shows its text, a click, Enter or the space bar opens its source. */
export function pointing(
  pointed: Pointed,
  onPoint: (pointed: Pointed | null) => void,
  onOpen: (opened: Opened) => void,
): SVGProps<SVGGElement> {
  const show = (): void => onPoint(pointed);
  const hide = (): void => onPoint(null);
  const open = ({ currentTarget }: MouseEvent<SVGGElement> | KeyboardEvent<SVGGElement>): void => {
    hide();
    onOpen({ ...pointed, marker: currentTarget });
  };
  return {
    role: 'button',
    'aria-haspopup': 'dialog',
    'aria-label': pointed.text,
    tabIndex: 0,
    onFocus: show,
    onBlur: hide,
    onPointerEnter: show,
    onPointerLeave: hide,
    onClick: open,
    onKeyDown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open(event);
    },
  };
}
