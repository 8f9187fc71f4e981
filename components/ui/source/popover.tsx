'use client';

import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Citation } from '@/lib/registry/references/citation';
import type { Source } from '@/lib/registry/schema';
import classes from './chip.module.css';
import { SourceDetails } from './details';

type Props = Readonly<{
  label: string;
  onClose: () => void;
  source: Source;
  citation: Citation;
  children: ReactNode;
}>;

/** What a chip opens, over the chip; it comes with the first chip that is opened, so that a page of many chips is light. */
export function SourcePopover({ label, onClose, source, citation, children }: Props) {
  return (
    <Popover
      opened
      onChange={(stays) => !stays && onClose()}
      position="bottom-end"
      width={340}
      withArrow
      shadow="md"
      withRoles={false}
      trapFocus
      middlewares={{ flip: true, shift: { padding: 8 } }}
    >
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown className={classes.card}>
        <div role="dialog" aria-label={label}>
          <SourceDetails source={source} citation={citation} />
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
