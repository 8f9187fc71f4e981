import address from './ru/address.json' with { type: 'json' };
import against from './ru/against.json' with { type: 'json' };
import analyse from './ru/analyse.json' with { type: 'json' };
import api from './ru/api.json' with { type: 'json' };
import compare from './ru/compare.json' with { type: 'json' };
import curate from './ru/curate.json' with { type: 'json' };
import curveReader from './ru/curve-reader.json' with { type: 'json' };
import dateField from './ru/date-field.json' with { type: 'json' };
import disease from './ru/disease.json' with { type: 'json' };
import figure from './ru/figure.json' with { type: 'json' };
import groups from './ru/groups.json' with { type: 'json' };
import home from './ru/home.json' with { type: 'json' };
import importing from './ru/import.json' with { type: 'json' };
import landscape from './ru/landscape.json' with { type: 'json' };
import network from './ru/network.json' with { type: 'json' };
import patientCourse from './ru/patient-course.json' with { type: 'json' };
import patientRisk from './ru/patient-risk.json' with { type: 'json' };
import patients from './ru/patients.json' with { type: 'json' };
import people from './ru/people.json' with { type: 'json' };
import quality from './ru/quality.json' with { type: 'json' };
import recordKeeping from './ru/record-keeping.json' with { type: 'json' };
import references from './ru/references.json' with { type: 'json' };
import risk from './ru/risk.json' with { type: 'json' };
import riskCohort from './ru/risk-cohort.json' with { type: 'json' };
import riskRules from './ru/risk-rules.json' with { type: 'json' };
import site from './ru/site.json' with { type: 'json' };
import tables from './ru/tables.json' with { type: 'json' };
import trial from './ru/trial.json' with { type: 'json' };
import trials from './ru/trials.json' with { type: 'json' };
import vocabulary from './ru/vocabulary.json' with { type: 'json' };
import worklist from './ru/worklist.json' with { type: 'json' };

/** Every Russian text, gathered from the files of the features. */
export const ru = {
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
