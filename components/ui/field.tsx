import type { ComponentProps } from 'react';
import entry from './entry.module.css';

/** `form` is the look of entry forms; without it a field has that of its class. */
type Look = Readonly<{ look?: 'form' }>;

function classOf(look: Look['look'], className: string | undefined): string | undefined {
  return look === undefined ? className : [entry.control, className].filter((one) => one !== undefined).join(' ');
}

/** A field of one line, a tick box or a radio button, as its type says; for pages without scripts too. */
export function Input({ look, className, ...rest }: ComponentProps<'input'> & Look) {
  return <input className={classOf(look, className)} {...rest} />;
}

/** A choice of one from a list, whose options stand inside. */
export function Select({ look, className, ...rest }: ComponentProps<'select'> & Look) {
  return <select className={classOf(look, className)} {...rest} />;
}

/** A field of several lines. */
export function TextArea({ look, className, ...rest }: ComponentProps<'textarea'> & Look) {
  return <textarea className={classOf(look, className)} {...rest} />;
}
