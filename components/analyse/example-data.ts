/**
 * Survival of adults with acute myelogenous leukaemia with and without maintenance chemotherapy, in weeks: data set `aml`
 * of R's package survival, from Miller RG, Survival Analysis, Wiley 1981. Status 1 = event, 0 = censored.
 */
export const EXAMPLE_DATA = `time_weeks,status,group
9,1,Maintained
13,1,Maintained
13,0,Maintained
18,1,Maintained
23,1,Maintained
28,0,Maintained
31,1,Maintained
34,1,Maintained
45,0,Maintained
48,1,Maintained
161,0,Maintained
5,1,Nonmaintained
5,1,Nonmaintained
8,1,Nonmaintained
8,1,Nonmaintained
12,1,Nonmaintained
16,0,Nonmaintained
23,1,Nonmaintained
27,1,Nonmaintained
30,1,Nonmaintained
33,1,Nonmaintained
43,1,Nonmaintained
45,1,Nonmaintained
`;

export const EXAMPLE_SOURCE = 'Miller RG. Survival Analysis. Wiley, 1981 (R: survival::aml)';
