'use client';

import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import classes from '@/components/analyse/analyse.module.css';
import { groupValues, MOST_GROUPS, orderedGroups, shownGroups, type GroupValue } from '@/lib/analysis/choice';
import type { ChoiceProps } from './choice-props';

/** Which groups are shown, their order, dragged or moved by buttons, and the one that the others are compared with. */
export function GroupOrder({ view, choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse.choice');
  const groups = orderedGroups(view, choice);
  if (choice.group === null || groups === null || groups.length < 2) return null;
  const names = groups.map(({ name }) => name);
  const shown = shownGroups(view, choice).map(({ name }) => name);
  const joined = groupValues(view, choice.group, true)?.length ?? 0;
  const spelt = choice.joinSpellings || joined < groups.length;
  const move = (from: number, to: number): void => {
    const [name, ...others] = [names[from] ?? '', ...names.filter((_, i) => i !== from)];
    onChange({ ...choice, order: [...others.slice(0, to), name, ...others.slice(to)] });
  };
  const show = (name: string, also: boolean): void => {
    const next = names.filter((one) => (one === name ? also : shown.includes(one)));
    const reference = choice.reference !== null && next.includes(choice.reference) ? choice.reference : null;
    onChange({ ...choice, shown: next.length === names.length ? null : next, reference });
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('order')}</legend>
      <div className={classes.step}>
        <p className={classes.hint}>{t('orderHint')}</p>
        {groups.length > MOST_GROUPS && (
          <p className={classes.hint}>
            {t('shownHint', { groups: groups.length, most: MOST_GROUPS, shown: shown.length })}
          </p>
        )}
        <MovableGroups groups={groups} shown={shown} onShow={show} onMove={move} />
        {spelt && <SpellingsBox view={view} choice={choice} onChange={onChange} />}
        <div className={classes.fields}>
          <NativeSelect
            label={t('reference')}
            data={shown}
            value={choice.reference ?? shown[0] ?? ''}
            onChange={({ currentTarget: { value } }) => onChange({ ...choice, reference: value })}
          />
        </div>
      </div>
    </fieldset>
  );
}

function SpellingsBox({ choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse.choice');
  return (
    <Checkbox
      label={t('joinSpellings')}
      checked={choice.joinSpellings}
      onChange={({ currentTarget: { checked } }) =>
        onChange({ ...choice, joinSpellings: checked, order: null, shown: null, reference: null })
      }
    />
  );
}

type MovableProps = Readonly<{
  groups: readonly GroupValue[];
  shown: readonly string[];
  onShow: (name: string, also: boolean) => void;
  onMove: (from: number, to: number) => void;
}>;

/** Groups that are dragged with a mouse, or moved by buttons with keys and fingers. */
function MovableGroups({ groups, shown, onShow, onMove }: MovableProps) {
  const t = useTranslations('analyse.choice');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const end = (): void => {
    setDragged(null);
    setOver(null);
  };
  return (
    <ol className={classes.order}>
      {groups.map(({ name, count }, i) => (
        <li
          key={name}
          draggable
          data-over={dragged !== null && over === i && dragged !== i ? (dragged < i ? 'below' : 'above') : undefined}
          onDragStart={({ dataTransfer }) => {
            dataTransfer.effectAllowed = 'move';
            setDragged(i);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(i);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null && dragged !== i) onMove(dragged, i);
            end();
          }}
          onDragEnd={end}
        >
          <ActionIcon
            variant="default"
            size="md"
            disabled={i === 0}
            aria-label={t('up', { name })}
            onClick={() => onMove(i, i - 1)}
          >
            ↑
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="md"
            disabled={i === groups.length - 1}
            aria-label={t('down', { name })}
            onClick={() => onMove(i, i + 1)}
          >
            ↓
          </ActionIcon>
          <Checkbox
            label={t('value', { value: name, count })}
            checked={shown.includes(name)}
            onChange={({ currentTarget: { checked } }) => onShow(name, checked)}
          />
        </li>
      ))}
    </ol>
  );
}
