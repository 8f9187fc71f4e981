import type { OwnChoice } from '@/lib/analysis/choice';
import type { TableView } from '@/lib/tables/table';

/** What every question about a table's meaning is given: the table, the answers so far, and how to change them. */
export type ChoiceProps = Readonly<{ view: TableView; choice: OwnChoice; onChange: (choice: OwnChoice) => void }>;
