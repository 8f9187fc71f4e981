import address from './en/address.json' with { type: 'json' };
import against from './en/against.json' with { type: 'json' };
import analyse from './en/analyse.json' with { type: 'json' };
import api from './en/api.json' with { type: 'json' };
import compare from './en/compare.json' with { type: 'json' };
import curate from './en/curate.json' with { type: 'json' };
import curveReader from './en/curve-reader.json' with { type: 'json' };
import dateField from './en/date-field.json' with { type: 'json' };
import disease from './en/disease.json' with { type: 'json' };
import figure from './en/figure.json' with { type: 'json' };
import groups from './en/groups.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import importing from './en/import.json' with { type: 'json' };
import landscape from './en/landscape.json' with { type: 'json' };
import network from './en/network.json' with { type: 'json' };
import patientCourse from './en/patient-course.json' with { type: 'json' };
import patientRisk from './en/patient-risk.json' with { type: 'json' };
import patients from './en/patients.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import quality from './en/quality.json' with { type: 'json' };
import recordKeeping from './en/record-keeping.json' with { type: 'json' };
import references from './en/references.json' with { type: 'json' };
import risk from './en/risk.json' with { type: 'json' };
import riskCohort from './en/risk-cohort.json' with { type: 'json' };
import riskRules from './en/risk-rules.json' with { type: 'json' };
import site from './en/site.json' with { type: 'json' };
import tables from './en/tables.json' with { type: 'json' };
import trial from './en/trial.json' with { type: 'json' };
import trials from './en/trials.json' with { type: 'json' };
import vocabulary from './en/vocabulary.json' with { type: 'json' };
import worklist from './en/worklist.json' with { type: 'json' };

/** Every English text, gathered from the files of the features. */
export const en = {
  ...address,
  ...against,
  ...analyse,
  ...api,
  ...compare,
  ...curate,
  ...curveReader,
  ...dateField,
  ...disease,
  ...figure,
  ...groups,
  ...home,
  ...importing,
  ...landscape,
  ...network,
  ...patientCourse,
  ...patientRisk,
  ...patients,
  ...people,
  ...quality,
  ...recordKeeping,
  ...references,
  ...risk,
  ...riskCohort,
  ...riskRules,
  ...site,
  ...tables,
  ...trial,
  ...trials,
  ...vocabulary,
  ...worklist,
};
