/** A mean Julian year in days: where whole days of patients meet horizons in years. The engine itself counts whole days. */
export const DAYS_PER_YEAR = 365.25;
