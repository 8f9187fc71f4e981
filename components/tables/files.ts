/** What a dialog for opening a table offers. */
export const TABLE_FILES =
  '.csv,.tsv,.txt,.tab,.dat,.xlsx,.xls,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
