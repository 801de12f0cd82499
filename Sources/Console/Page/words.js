// The page's words in French and English, and those of the documents' codes.
const pairs = {
  skip: ['Aller aux listes', 'Skip to the lists'], map: ['Carte', 'Map'], lists: ['Listes', 'Lists'],
  mapHelp: ['Flèches : déplacer. Plus et moins : agrandir, réduire. Zéro : tout voir. Tout ce que montre la carte est aussi dans la liste des incidents.',
    'Arrows move, plus and minus zoom, zero shows all. Everything on the map is in the list of incidents too.'],
  mapName: ['Carte : {n} incidents affichés, {a} alertes en cours', 'Map: {n} incidents shown, {a} alerts in force'],
  legend: ['Légende', 'Legend'], time: ['Période', 'Time range'], from: ['Début', 'From'], to: ['Fin', 'To'], allTime: ['Toute la période', 'All time'],
  token: ['Jeton d’accès aux données restreintes', 'Token for restricted data'], use: ['Utiliser', 'Use'],
  refused: ['Ce jeton n’est pas accepté.', 'This token is not accepted.'],
  key: ['Accès', 'Access'], clear: ['Effacer', 'Clear'], search: ['Chercher lieu, acteur…', 'Search place, actor…'],
  allKinds: ['Tous les types', 'All kinds'], allRegions: ['Toutes les régions', 'All regions'], allSeverities: ['Toutes gravités', 'All severities'],
  kind_: ['Type', 'Kind'], region_: ['Région', 'Region'], severity_: ['Gravité de l’alerte', 'Severity of alerts'],
  alerts: ['Alertes', 'Alerts'], incidents: ['Incidents', 'Incidents'], stream: ['Flux', 'Stream'], work: ['Service', 'Service'],
  live: ['En direct', 'Live'], wait: ['Connexion…', 'Connecting…'], away: ['Connexion perdue ; nouvel essai', 'Connection lost; trying again'],
  reading: ['Lecture des données', 'Reading the topics'], notReady: ['Le service n’est pas prêt', 'The service is not ready'],
  light: ['Clair', 'Light'], dark: ['Sombre', 'Dark'], auto: ['Auto', 'Auto'], theme: ['Thème', 'Theme'],
  zoomIn: ['Agrandir', 'Zoom in'], zoomOut: ['Réduire', 'Zoom out'], zoomAll: ['Tout voir', 'Show all'],
  more: ['En montrer plus ({n})', 'Show more ({n})'], none: ['Rien ne correspond.', 'Nothing matches.'],
  noneYet: ['Rien encore.', 'Nothing yet.'], back: ['← Retour', '← Back'], document: ['Document JSON', 'JSON document'],
  inForce: ['En cours', 'In force'], ended: ['Terminées', 'Ended'], watch: ['Niveau de veille', 'Watch level'],
  watchMap: ['niveau de veille, de 1 à 4', 'watch level, 1 to 4'], versionsOf: ['versions d’incidents', 'versions of incidents'], versionsOfAlerts: ['versions d’alertes', 'versions of alerts'],
  watchOf: ['niveau {n} sur 4', 'level {n} of 4'], newAlert: ['Nouvelle alerte', 'New alert'],
  killed: ['tués', 'killed'], wounded: ['blessés', 'wounded'], abducted: ['enlevés', 'abducted'], reports: ['rapports', 'reports'], origins: ['origines', 'origins'], origin: ['origine', 'origin'],
  report: ['rapport', 'report'], accepted: ['accepté', 'accepted'], rejected: ['rejeté', 'rejected'], violations: ['violations', 'violations'],
  version: ['version', 'version'], updated: ['mis à jour', 'updated'], raised: ['émise', 'raised'], expires: ['échéance', 'lapses'], state: ['état', 'state'],
  urgency: ['urgence', 'urgency'], certainty: ['certitude', 'certainty'], severity: ['gravité', 'severity'], rule: ['règle', 'rule'],
  instruction: ['Que faire', 'What to do'], audience: ['Pour', 'For'], why: ['Pourquoi cette version', 'Why this version'],
  areas: ['Où', 'Where'], grounds: ['Fondée sur', 'Grounds'], number: ['mesure', 'measure'], value: ['valeur', 'value'], threshold: ['seuil', 'threshold'],
  life: ['Vie de l’alerte', 'Life of the alert'], supersedes: ['remplace', 'replaces'], acknowledged: ['prise en compte', 'acknowledged'], inhibitedBy: ['portée par', 'told by'],
  when: ['Quand', 'When'], where: ['Où', 'Where'], who: ['Qui', 'Who'], tolls: ['Bilan', 'Toll'], measures: ['Autres chiffres', 'Other counts'],
  disputed: ['des rapports se contredisent', 'reports contradict one another'], by: ['selon', 'by'], within: ['à {n} près', 'within {n}'],
  party: ['parties', 'party'], low: ['min.', 'low'], best: ['retenu', 'best'], high: ['max.', 'high'], source: ['source', 'source'], harm: ['atteinte', 'harm'],
  fused: ['Pourquoi ces rapports sont réunis', 'Why these reports are one incident'], apart: ['Pourquoi d’autres en sont séparés', 'Why others were kept apart'],
  points: ['points', 'points'], veto: ['veto', 'veto'], voices: ['Ce qu’on en dit', 'What others say'], alternatives: ['Autres lieux cités', 'Other places given'],
  decisions: ['Décisions', 'Decisions'], conflict: ['en conflit', 'in conflict'], superseded: ['remplacé', 'superseded'], mergedInto: ['Cet incident fait partie de', 'This incident is part of'],
  role: ['rôle', 'role'], likely: ['probabilité', 'likely'], unknownPlace: ['lieu inconnu', 'place unknown'], evaluation: ['Évaluation', 'Evaluation'],
  gone: ['Introuvable, ou réservé.', 'Not found, or restricted.'], textOf: ['texte', 'text'], because: ['Dernier changement', 'Last change'],
  stage: ['étape', 'stage'], lag: ['retard', 'lag'], rate: ['débit', 'rate'], perSecond: ['/s', '/s'], latency: ['Délai depuis la réception', 'Delay since receipt'],
  half: ['moitié', 'half'], most: ['99 %', '99 %'], rejections: ['Rejets par motif', 'Rejections by reason'], memory: ['Mémoire', 'Memory'], logTime: ['heure du journal', 'log time'],
  intake: ['réception', 'intake'], assessment: ['évaluation', 'assessment'], partitions: ['partitions', 'partitions'], replays: ['répétitions', 'replays'],
  raw: ['enregistrements reçus', 'records taken'], reason: ['motif', 'reason'], count: ['nombre', 'count'], restricted: ['restreint', 'restricted'],
  approx: ['limites calculées, non officielles', 'computed lines, not official'], precise: ['lieu précis', 'precise place'], around: ['zone : quelque part dedans', 'area: somewhere within'], guess: ['supposition : région entière', 'guess: a whole region'],
  alertArea: ['zone d’alerte', 'area of an alert'],
  raw_to_accepted: ['jusqu’au rapport accepté', 'to the accepted report'], raw_to_incident: ['jusqu’à l’incident', 'to the incident'], raw_to_alert: ['jusqu’à l’alerte', 'to the alert'],
};
const codes = {
  security: ['sécurité', 'security'], displacement: ['déplacement', 'displacement'], closure: ['fermeture', 'closure'], polling: ['scrutin', 'polling'], presence: ['présence', 'presence'],
  statement: ['déclaration', 'statement'], claim: ['revendication', 'claim'], denial: ['démenti', 'denial'], retraction: ['retrait', 'retraction'], decision: ['décision', 'decision'], acknowledgement: ['prise en compte', 'acknowledgement'],
  candidate: ['non recoupé', 'one origin'], corroborated: ['recoupé', 'corroborated'], confirmed: ['confirmé', 'confirmed'], retracted: ['retiré', 'retracted'], merged_into: ['réuni', 'merged'],
  extreme: ['extrême', 'extreme'], severe: ['grave', 'severe'], moderate: ['modérée', 'moderate'], minor: ['mineure', 'minor'], unknown: ['inconnue', 'unknown'],
  firing: ['émise', 'raised'], updated: ['mise à jour', 'updated'], cancelled: ['annulée', 'cancelled'], expired: ['échue (pas une fin d’alerte)', 'expired (no all-clear)'], suppressed: ['portée par une autre', 'told by another'],
  immediate: ['immédiate', 'immediate'], expected: ['attendue', 'expected'], future: ['future', 'future'], past: ['passée', 'past'],
  observed: ['observée', 'observed'], likely: ['probable', 'likely'], possible: ['possible', 'possible'], unlikely: ['peu probable', 'unlikely'],
  battles: ['combats', 'battles'], protests: ['manifestations', 'protests'], riots: ['émeutes', 'riots'], explosions: ['explosions', 'explosions'], violence_against_civilians: ['violences contre des civils', 'violence against civilians'], strategic_developments: ['développements', 'strategic developments'],
  government_regains_territory: ['reprise de territoire', 'government regains territory'], non_state_actor_overtakes_territory: ['prise de territoire', 'territory overtaken'], armed_clash: ['affrontement', 'armed clash'], excessive_force_against_protesters: ['force contre manifestants', 'force against protesters'], protest_with_intervention: ['manifestation dispersée', 'protest with intervention'], peaceful_protest: ['manifestation', 'peaceful protest'], violent_demonstration: ['manifestation violente', 'violent demonstration'], mob_violence: ['violence de foule', 'mob violence'], chemical_weapon: ['arme chimique', 'chemical weapon'], air_drone_strike: ['frappe aérienne', 'air or drone strike'], suicide_bomb: ['attentat suicide', 'suicide bomb'], shelling_artillery_missile_attack: ['tirs d’obus', 'shelling'], remote_explosive_landmine_ied: ['mine ou engin explosif', 'mine or explosive device'], grenade: ['grenade', 'grenade'], sexual_violence: ['violence sexuelle', 'sexual violence'], attack: ['attaque', 'attack'], abduction_forced_disappearance: ['enlèvement', 'abduction'], agreement: ['accord', 'agreement'], arrests: ['arrestations', 'arrests'], change_to_group_activity: ['changement d’activité', 'change of activity'], disrupted_weapons_use: ['engin désamorcé', 'weapon disrupted'], headquarters_or_base_established: ['base établie', 'base established'], looting_property_destruction: ['pillage, destruction', 'looting, destruction'], non_violent_transfer_of_territory: ['transfert de territoire', 'transfer of territory'], other: ['autre', 'other'],
  perpetrator: ['auteur', 'perpetrator'], target: ['cible', 'target'], claimant: ['revendique', 'claimant'], protector: ['protecteur', 'protector'], victim_community: ['communauté victime', 'victims’ community'], partner: ['partenaire', 'partner'],
  reported: ['rapporté', 'reported'], suspected: ['soupçonné', 'suspected'], claimed: ['revendiqué', 'claimed'], denied: ['démenti', 'denied'],
  all: ['tous', 'all'], civilians: ['civils', 'civilians'], security_forces: ['forces de sécurité', 'security forces'], peacekeepers: ['casques bleus', 'peacekeepers'], attackers: ['assaillants', 'attackers'],
  minute: ['à la minute', 'to the minute'], hour: ['à l’heure', 'to the hour'], part_of_day: ['partie du jour', 'part of the day'], day: ['au jour', 'to the day'], week: ['à la semaine', 'to the week'], month: ['au mois', 'to the month'], year: ['à l’année', 'to the year'],
  founder: ['a fondé l’incident', 'began the incident'], place_same: ['même lieu', 'same place'], place_within: ['lieu dans la zone', 'place within'], place_near: ['lieux proches', 'places near'], place_vague: ['lieu vague', 'place vague'], time_same: ['même heure', 'same time'], time_overlap: ['périodes communes', 'times overlap'], time_vague: ['heure vague', 'time vague'], time_straddles: ['de part et d’autre de minuit', 'over midnight'], time_apart: ['autre jour', 'another day'], event_same: ['même type', 'same event'], event_compatible: ['type compatible', 'event compatible'], event_differs: ['autre type', 'event differs'], targets_shared: ['même cible', 'same target'], targets_differ: ['autre cible', 'targets differ'], actor_shared: ['même auteur', 'same actor'], actor_differs: ['autre auteur', 'actor differs'], means_shared: ['mêmes moyens', 'same means'], toll_compatible: ['bilans compatibles', 'tolls compatible'], toll_differs: ['bilans différents', 'tolls differ'], origin_shared: ['même origine', 'same origin'], referred: ['s’y réfère', 'refers to it'], same_source: ['même source, deux rapports', 'one source’s two reports'], another: ['la source dit : un autre', 'the source says: another one'], site_differs: ['autre site de la ville', 'another site of the town'], contradicts: ['contredit un rapport', 'contradicts a report'], ambiguous: ['en désigne plusieurs', 'fits several'], decided: ['décidé', 'decided'], decided_apart: ['décidé : séparés', 'decided: apart'],
  null_value: ['sans valeur', 'no value'], empty: ['vide', 'empty'], oversize: ['trop long', 'too long'], framing_invalid: ['cadre invalide', 'framing invalid'], invalid_json: ['JSON invalide', 'no JSON'], schema_missing: ['schéma absent', 'schema missing'], schema_unknown: ['schéma inconnu', 'schema unknown'], schema_retired: ['schéma retiré', 'schema retired'], schema_not_admitted: ['schéma non admis', 'schema not admitted'], schema_violation: ['enfreint le schéma', 'breaks its schema'], mapping_failed: ['valeur illisible', 'value unreadable'], poison: ['empoisonné', 'poison'],
  running: ['en marche', 'running'], starting: ['démarrage', 'starting'], restoring: ['lecture de la mémoire', 'restoring'], draining: ['rend ses partitions', 'draining'], aborting: ['annule', 'aborting'], fenced: ['évincé', 'fenced'], broken: ['reconnexion', 'broken'], stopping: ['arrêt', 'stopping'],
  services_lost: ['services perdus', 'services lost'], grievance: ['griefs', 'grievance'],
  jihadist_attacks: ['attaques djihadistes', 'jihadist attacks'], complex_attacks: ['attaques complexes', 'complex attacks'], intercommunal: ['violences intercommunautaires', 'intercommunal'], other_violence: ['autres violences', 'other violence'], electoral: ['élection', 'electoral'], unrest: ['troubles', 'unrest'],
  same: ['un seul', 'one'], not_same: ['deux', 'two'], confirm: ['confirmé', 'confirmed'], withdraw: ['retiré', 'withdrawn'],
};
let index = 1;
export const languages = ['fr', 'en'];
export const setLanguage = (code) => { index = code === 'fr' ? 0 : 1; };
export const language = () => languages[index];
export const word = (name, values = {}) => (pairs[name] || [name, name])[index].replace(/\{(\w)\}/g, (_, key) => values[key] ?? '');
// A code that is not known here is shown as it is, with spaces.
export const code = (name) => (name ? (codes[name] ? codes[name][index] : String(name).replaceAll('_', ' ')) : '');
const locale = () => (index === 0 ? 'fr-FR' : 'en-GB');
const numbers = {};
export const number = (value) => (numbers[index] ??= new Intl.NumberFormat(locale())).format(value);
const formats = {};
const format = (kind, options) => (formats[kind + index] ??= new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }));
export const day = (value) => format('day', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(value));
export const moment = (value) => value ? format('moment', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(value)) + ' UTC' : '';
export const clock = (value) => format('clock', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(value));
export const distance = (meters) => meters >= 10000 ? `${number(Math.round(meters / 1000))} km` : meters >= 1000 ? `${number(Math.round(meters / 100) / 10)} km` : `${number(meters)} m`;
export const duration = (ms) => ms >= 3600000 ? '> 1 h' : ms >= 60000 ? `${number(ms / 60000)} min` : ms >= 1000 ? `${number(ms / 1000)} s` : `${number(ms)} ms`;
