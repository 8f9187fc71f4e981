/** The names of the parts of a study record as the ClinicalTrials.gov API, version 2, documents them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '': ['protocolSection', 'resultsSection', 'annotationSection', 'documentSection', 'derivedSection', 'hasResults'],
  protocolSection: [
    'identificationModule',
    'statusModule',
    'sponsorCollaboratorsModule',
    'oversightModule',
    'descriptionModule',
    'conditionsModule',
    'designModule',
    'armsInterventionsModule',
    'outcomesModule',
    'eligibilityModule',
    'contactsLocationsModule',
    'referencesModule',
    'ipdSharingStatementModule',
  ],
  resultsSection: [
    'participantFlowModule',
    'baselineCharacteristicsModule',
    'outcomeMeasuresModule',
    'adverseEventsModule',
    'moreInfoModule',
  ],
  'resultsSection.participantFlowModule': [
    'preAssignmentDetails',
    'recruitmentDetails',
    'typeUnitsAnalyzed',
    'groups',
    'periods',
  ],
  'resultsSection.baselineCharacteristicsModule': [
    'populationDescription',
    'typeUnitsAnalyzed',
    'groups',
    'denoms',
    'measures',
  ],
  'resultsSection.outcomeMeasuresModule': ['outcomeMeasures'],
};

/**
 * Parts of a record that the documented form does not have. They are not read, so that a misspelt name would otherwise read
 * as "nothing posted".
 */
export function unknownParts(json: unknown): string[] {
  return Object.entries(PARTS).flatMap(([path, known]) => {
    const part = path.split('.').reduce((held, name) => (name === '' ? held : memberOf(held, name)), json);
    return Object.keys(asObject(part)).flatMap((name) =>
      known.includes(name) ? [] : [path === '' ? name : `${path}.${name}`],
    );
  });
}

function memberOf(held: unknown, name: string): unknown {
  return Object.entries(asObject(held)).find(([key]) => key === name)?.[1];
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
