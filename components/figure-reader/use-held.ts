import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Place } from '@/lib/figure-reading/geometry';
import type { Grip, Held } from '@/lib/figure-reading/person/grips';

/** What a figure lets its reader take hold of, and what becomes of it. */
export type Grips = Readonly<{
  /** What lies within reach of a place, in units of the figure. */
  at: (place: Place, reach: number) => Held | null;
  drop: (grip: Grip, place: Place) => void;
  remove: (grip: Grip) => void;
}>;

/** Pixels of the screen: so near is on it. */
const REACH = 8;

/** What is held: where it was, and from where it is moved. */
type InHand = Held & Readonly<{ from: Place }>;

export type Holding = Readonly<{
  held: Held | null;
  /** Where what is held lies while the cross is at a place. */
  placeOf: (cross: Place) => Place | null;
  press: (event: PointerEvent<HTMLElement>, place: Place, unitsAPixel: number) => void;
  release: (place: Place) => void;
  /** Leaves all as it was. */
  cancel: () => void;
  /** True where the key was for what is held, or took hold of something. */
  key: (event: KeyboardEvent, cross: Place, unitsAPixel: number) => boolean;
}>;

/** Dragging by mouse or finger, and the same by keys: G takes hold, arrows move, Enter lets go, Escape leaves all as it was. */
export function useHeld(grips: Grips): Holding {
  const [held, setHeld] = useState<InHand | null>(null);
  const take = (place: Place, reach: number): boolean => {
    const found = grips.at(place, reach);
    setHeld(found === null ? null : { ...found, from: place });
    return found !== null;
  };
  const placeOf = (cross: Place): Place | null =>
    held === null ? null : [held.at[0] + cross[0] - held.from[0], held.at[1] + cross[1] - held.from[1]];
  const release = (cross: Place): void => {
    const place = placeOf(cross);
    if (held === null || place === null) return;
    setHeld(null);
    // A click that moves nothing is no correction.
    if (cross[0] !== held.from[0] || cross[1] !== held.from[1]) grips.drop(held.grip, place);
  };
  const press: Holding['press'] = (event, place, unitsAPixel) => {
    if (take(place, REACH * unitsAPixel)) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const key: Holding['key'] = (event, cross, unitsAPixel) => {
    if (held === null) {
      if (event.code === 'KeyG') take(cross, 2 * REACH * unitsAPixel);
      return event.code === 'KeyG';
    }
    if (event.key === 'Enter' || event.code === 'KeyG') release(cross);
    else if (event.key === 'Escape') setHeld(null);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      setHeld(null);
      grips.remove(held.grip);
    } else return false;
    return true;
  };
  return { held, placeOf, press, release, cancel: () => setHeld(null), key };
}
