import {
  daysBetween,
  DEFAULT_DEFINITIONS,
  deriveObservation,
  ENDPOINTS,
  timeZeroDate,
  type Endpoint,
  type LastContactRecord,
  type PatientCourse,
} from '../timeline';

/** A patient of an export: its own site's code and pseudonym, and its course. */
export type ExportedCourse = Readonly<{ siteCode: string; pseudonym: string; course: PatientCourse }>;

/**
 * A row of CDISC's ADaM time-to-event structure (ADTTE, ADaM Basic Data Structure for Time-to-Event Analyses 1.0).
 * `CNSR` is 0 for an event and 1 for a censored time; `AVAL` is whole days from `STARTDT` to `ADT`. The flags say what of a
 * date was imputed: `D` the day, `M` month and day; empty for a date that is known to the day.
 */
export type AdtteRow = Readonly<{
  STUDYID: string;
  SITEID: string;
  USUBJID: string;
  SUBJID: string;
  PARAMCD: Endpoint;
  PARAM: string;
  STARTDT: string;
  STARTDTF: string;
  ADT: string;
  ADTF: string;
  AVAL: number;
  AVALU: 'DAYS';
  CNSR: 0 | 1;
  EVNTDESC: string;
  CNSDTDSC: string;
  FAILUND: '' | 'Y';
}>;

const STUDY = 'INFANT-ALL-REGISTRY';
const PARAMETERS: Readonly<Record<Endpoint, string>> = {
  EFS: 'Event-free survival from diagnosis (days)',
  OS: 'Overall survival from diagnosis (days)',
  DFS: 'Disease-free survival from first complete remission (days)',
  RFS: 'Relapse-free survival from first complete remission (days)',
};

/**
 * Every patient under the four endpoints by their usual definitions; no row where the time zero was never reached (no
 * remission for DFS and RFS). `EVNTDESC` names the event that decided, `CNSDTDSC` the record that a censored time ends with.
 * `FAILUND` is Y where nobody has said yet whether a missing remission was an induction failure.
 */
export function adtteRows(patients: readonly ExportedCourse[]): AdtteRow[] {
  return patients.flatMap(({ siteCode, pseudonym, course }) =>
    ENDPOINTS.flatMap((endpoint): AdtteRow[] => {
      const definition = DEFAULT_DEFINITIONS[endpoint];
      const observation = deriveObservation(course, definition);
      const start = timeZeroDate(course, definition.timeZero);
      if (observation === null || start === null) return [];
      const { decidedBy, event, timeDays } = observation;
      const decisive = decidedBy.type === 'event' ? decidedBy.kind : decidedBy.record;
      const described = decisive.replaceAll('-', ' ').toUpperCase();
      return [
        {
          STUDYID: STUDY,
          SITEID: siteCode,
          USUBJID: `${siteCode}-${pseudonym}`,
          SUBJID: pseudonym,
          PARAMCD: endpoint,
          PARAM: PARAMETERS[endpoint],
          STARTDT: start,
          STARTDTF: imputed(course, definition.timeZero === 'diagnosis' ? 'diagnosis' : 'remission', start),
          ADT: decidedBy.date,
          ADTF: imputed(course, decisive, decidedBy.date),
          AVAL: timeDays,
          AVALU: 'DAYS',
          CNSR: event ? 0 : 1,
          EVNTDESC: event ? described : 'CENSORED',
          CNSDTDSC: event ? '' : `LAST KNOWN ALIVE: ${described}`,
          FAILUND: course.failureUndecided === true ? 'Y' : '',
        },
      ];
    }),
  );
}

/** What of a date was imputed, by the days between which it lies. */
function imputed({ partialDates = [] }: PatientCourse, record: LastContactRecord, date: string): '' | 'D' | 'M' {
  const partial = partialDates.find((one) => one.record === record && one.date === date);
  if (partial === undefined || daysBetween(partial.from, partial.to) === 0) return '';
  return partial.from.slice(0, 7) === partial.to.slice(0, 7) ? 'D' : 'M';
}

/** Reads `adtte.csv` in R and gives the curve of each endpoint as this program draws it (Kaplan-Meier, log-log limits). */
export const ADTTE_SCRIPT = `# Curves of adtte.csv: Kaplan-Meier with 95 % log-log limits, days from time zero, as CSV.
# Rscript adtte.R [adtte.csv] > curves.csv
library(survival)
file <- commandArgs(trailingOnly = TRUE)[1]
adtte <- read.csv(if (is.na(file)) "adtte.csv" else file, colClasses = c(SUBJID = "character"))
curves <- lapply(unique(adtte$PARAMCD), function(code) {
  fit <- survfit(Surv(AVAL, CNSR == 0) ~ 1, data = adtte[adtte$PARAMCD == code, ], conf.type = "log-log")
  data.frame(
    PARAMCD = code, time = fit$time, n.risk = fit$n.risk, n.event = fit$n.event, n.censor = fit$n.censor,
    surv = fit$surv, lower = fit$lower, upper = fit$upper
  )
})
write.csv(do.call(rbind, curves), stdout(), row.names = FALSE)
`;
