import type { ComponentProps } from 'react';
import entry from './entry.module.css';

const LOOKS = {
  plain: entry.button,
  primary: `${entry.button} ${entry.primary}`,
  small: `${entry.button} ${entry.small}`,
  'small-primary': `${entry.button} ${entry.small} ${entry.primary}`,
} as const;

type Props = ComponentProps<'button'> & Readonly<{ look?: keyof typeof LOOKS }>;

/** The button of forms and lists, for pages without scripts too. It submits nothing unless it says so; without a look it has that of its class. */
export function Button({ look, className, type = 'button', ...rest }: Props) {
  const classes = [look === undefined ? undefined : LOOKS[look], className].filter((one) => one !== undefined);
  return <button type={type} className={classes.length === 0 ? undefined : classes.join(' ')} {...rest} />;
}
