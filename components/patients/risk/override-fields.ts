import type { FieldDefinition } from '../entry-fields';

/** The group that was assigned, in the order of the sentence: when, which, on what day, why. */
export const RISK_OVERRIDE_FIELDS: readonly FieldDefinition[] = [
  { name: 'decisionPoint', label: 'decisionPoint', takes: 'choice', vocabulary: 'decisionPoint', required: true },
  {
    name: 'assignedGroup',
    label: 'assignedGroup',
    takes: 'choice',
    vocabulary: 'assignedGroup',
    hint: 'assignedGroup',
    required: true,
  },
  { name: 'assignedOn', label: 'assignedOn', takes: 'day', required: true },
  { name: 'reason', label: 'reason', takes: 'words', hint: 'reason', required: true },
];
