import type { SourceKey } from './sources';

/** Everything the rules cite, in full. */
export const PUBLICATIONS: Readonly<Record<SourceKey, string>> = {
  'cancervic-blinfant':
    'Victorian Cancer Trials Link. BlinFant trial entry (EudraCT 2016-004674-17). trials.cancervic.org.au 2024',
  'ccg1953-record': 'ClinicalTrials.gov. Registry record of CCG-1953 (NCT00002785)',
  'dordelmann-1999':
    'Dördelmann M, et al. Prednisone Response Is the Strongest Predictor of Treatment Outcome in Infant Acute Lymphoblastic Leukemia. Blood 1999',
  'dreyer-2015':
    'Dreyer ZE, Hilden JM, Jones TL, et al. Intensified chemotherapy without SCT in infant ALL: Results from COG P9407 (Cohort 3). Pediatr Blood Cancer 2015. doi:10.1002/pbc.25322',
  'efremova-2026':
    'Efremova MD, Valiev TT. Infant Acute Lymphoblastic Leukemia: Past Experience and Future Therapy. Pediatricheskaya farmakologiya (Pediatric Pharmacology) 2026. doi:10.15690/pf.v23i2.3031',
  'fechina-2007':
    'Fechina L, Shorikov E, Tsaur G, et al. Contribution of All-Trans Retinoic Acid to Improved Early Relapse-Free Outcome in Infant Acute Lymphoblastic Leukemia Comparing to the Chemotherapy Alone. Blood 2007. doi:10.1182/blood.V110.11.2828.2828',
  'gpoh-interfant21': 'GPOH / kinderkrebsinfo.de. Interfant-21 trial page for health professionals. gpoh.de 2024',
  'isoyama-2002':
    'Isoyama K, Eguchi M, Hibi S, et al. Risk-directed treatment of infant acute lymphoblastic leukaemia based on early assessment of MLL gene status: results of the Japan Infant Leukaemia Study (MLL96). Br J Haematol 2002. doi:10.1046/j.1365-2141.2002.03754.x',
  'isrctn-interfant06':
    'ISRCTN registry. International collaborative treatment protocol for infants under age one with acute lymphoblastic or biphenotypic leukemia (ISRCTN12500962). ISRCTN 2014. doi:10.1186/ISRCTN12500962',
  'isrctn-interfant99':
    'ISRCTN registry. Interfant 99: International collaborative treatment protocol for infants under one year with acute lymphoblastic leukaemia (ISRCTN24251487). ISRCTN 2009. doi:10.1186/ISRCTN24251487',
  'koh-2015':
    'Koh K, Tomizawa D, Moriya Saito A, et al. Early use of allogeneic hematopoietic stem cell transplantation for infants with MLL gene-rearrangement-positive acute lymphoblastic leukemia. Leukemia 2015. doi:10.1038/leu.2014.172',
  'mann-2010':
    'Mann G, et al. Improved outcome with hematopoietic stem cell transplantation in a poor prognostic subgroup of infants with mixed-lineage-leukemia (MLL)-rearranged acute lymphoblastic leukemia: results from the Interfant-99 Study. Blood 2010',
  'mll10-ash-2019': 'Intensive Chemotherapy Along with Aggressive … (MLL-10; ASH 2019 abstract 2626). Blood 2019',
  'mll9698-ash-2006':
    'Risk Stratification by MLL Gene Status and Outcome … (MLL96 and MLL98; ASH 2006 abstract 148). Blood 2006',
  nct00550992:
    'ClinicalTrials.gov. Different Therapies in Treating Infants With Newly Diagnosed Acute Leukemia (Interfant06), NCT00550992. ClinicalTrials.gov 2019',
  nct05327894:
    'ClinicalTrials.gov. Interfant-21 Treatment Protocol for Infants Under 1 Year With KMT2A-rearranged ALL or Mixed Phenotype Acute Leukemia, NCT05327894. ClinicalTrials.gov 2026',
  'pieters-2007':
    'Pieters R, Schrappe M, De Lorenzo P, et al. A treatment protocol for infants younger than 1 year with acute lymphoblastic leukaemia (Interfant-99): an observational study and a multicentre randomised trial. Lancet 2007. doi:10.1016/S0140-6736(07)61126-X',
  'pieters-2018-ash':
    'Pieters R, et al. Outcome of Infants Younger Than 1 Year with Acute Lymphoblastic Leukemia Treated with the Interfant-06 Protocol (ASH 2018 abstract 655). Blood 2018',
  'pieters-2019':
    'Pieters R, De Lorenzo P, Ancliff P, et al. Outcome of Infants Younger Than 1 Year With Acute Lymphoblastic Leukemia Treated With the Interfant-06 Protocol: Results From an International Phase III Randomized Study. J Clin Oncol 2019. doi:10.1200/JCO.19.00261',
  'total16-infant-2021':
    'Clofarabine-Based Chemotherapy for KMT2Ar … (Total Therapy XVI; ASH 2021 abstract 3406). Blood 2021',
  'umin-mll10': 'UMIN-CTR record UMIN000004801 (MLL-10). UMIN-CTR 2021',
  'utsw-aall0631': 'AALL0631 trial summary (UT Southwestern)',
  'van-der-velden-2009':
    'van der Velden VHJ, Corral L, Valsecchi MG, et al. Prognostic significance of minimal residual disease in infants with acute lymphoblastic leukemia treated within the Interfant-99 protocol. Leukemia 2009. doi:10.1038/leu.2009.17',
  'mll-baby': 'Trial record of MLL-Baby in this registry',
  p9407: 'Trial record of P9407 in this registry',
  aall0631: 'Trial record of AALL0631 in this registry',
};
