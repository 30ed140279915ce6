/** What the REST interface takes and gives. */
export type BoardMode = 'open' | 'silent';

export interface Person {
  id: string;
  label: string;
  language: string;
  roles: string[];
}

export interface Lab {
  id: string;
  name: string;
  /** Who is responsible for the data; may be empty. */
  controller: string;
  languages: string[];
  /** A demonstration or a rehearsal, which may be removed whole. */
  disposable: boolean;
}

export interface Me {
  person: Person | null;
  user: { email: string } | null;
  lab: Lab | null;
}

export interface ConsentText {
  purpose: string;
  version: string;
  text: string;
  required: boolean;
}

/** What a join code leads to. */
export interface Look {
  lab: Lab;
  target: { kind: string; title: string; brief: string; mode: BoardMode | '' };
  consents: ConsentText[];
  /** Who this device is in that lab already. */
  me: Person | null;
}

export interface JoinRequest {
  code: string;
  language: string;
  /** Not needed of somebody who is in the lab already. */
  label?: string;
  languages?: string[];
  discipline?: string;
  /** The purposes agreed to. */
  consents?: string[];
}

export interface Joined {
  person: Person;
  path: string;
  /** Given to a new person, and only this once. */
  resume_code: string | null;
}

export interface Resumed {
  person: Person;
  path: string;
}

export interface FirstRequest {
  token: string;
  email: string;
  password: string;
  label: string;
  language: string;
}

export interface BoardSummary {
  id: string;
  title: string;
  mode: BoardMode;
  role: string;
  people: number;
  notes: number;
  challenge: string | null;
}

export interface ChallengeSummary {
  id: string;
  title: string;
  problem: string;
  ip_policy: string;
}

export interface Challenge extends ChallengeSummary {
  context: string;
  users: string[];
  constraints: string[];
  success: string[];
  not_wanted: string[];
  materials: string[];
  first_questions: string[];
  possible_partners: string[];
}
