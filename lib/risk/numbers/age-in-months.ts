/** A mean month in days, a twelfth of 365.25: for ages that are typed or printed in months. */
export const DAYS_PER_MONTH = 30.4375;
