/** What the REST interface takes and gives: names over the types generated from its description. */
import type { components } from './rest.gen';

type Schemas = components['schemas'];
/** `F` must be given; the rest has defaults on the server. */
type Needs<T, F extends keyof T> = Pick<T, F> & Partial<T>;

export type BoardMode = Schemas['ModeEnum'];
export type Person = Schemas['PersonOut'];
export type Lab = Schemas['LabOut'];
export type Me = Schemas['MeOut'];
export type ConsentText = Schemas['ConsentTextOut'];
/** What a join code leads to; `me` is who this device is in that lab already. */
export type Look = Schemas['LookOut'];
/** A label is not needed of somebody who is in the lab already. */
export type JoinRequest = Needs<Schemas['JoinInRequest'], 'code' | 'language'>;
/** The resume code is given to a new person, and only this once. */
export type Joined = Schemas['JoinOut'];
export type Resumed = Schemas['ResumeOut'];
export type FirstRequest = Schemas['FirstInRequest'];
export type BoardSummary = Schemas['BoardLine'];
export type ChallengeSummary = Schemas['ChallengeLineOut'];
export type Challenge = Schemas['ChallengeOut'];
/** What a challenge's people write, and publish together. */
export type ChallengeContent = Schemas['ContentOut'];
export type ChallengeDraft = Schemas['ChallengeDraftOut'];
export type ChallengeVersion = Schemas['ChallengeVersionOut'];
export type ChallengeState = Schemas['ChallengeState'];
export type ChallengeAudience = Schemas['ChallengeAudience'];
export type IpPolicy = Schemas['IpPolicy'];
/** A file that was brought for a challenge, and one as its readers find it. */
export type BroughtFile = Schemas['BroughtOut'];
export type ChallengeFile = Schemas['FileOut'];
export type ChallengeReader = Schemas['ReaderOut'];
export type Question = Schemas['QuestionOut'];
export type LabRole = Schemas['LabRole'];
export type LabPerson = Schemas['PersonLineOut'];
export type People = Schemas['PeopleOut'];
export type PersonOfLab = Schemas['PersonPageOut'];
export type Organisation = Schemas['OrganisationOut'];
export type Organisations = Schemas['OrganisationsOut'];
export type OrganisationKind = Schemas['OrganisationKind'];
export type OrganisationRequest = Needs<Schemas['OrganisationInRequest'], 'name' | 'kind' | 'country'>;
/** A one-time link to a log-in or to a new password; its secret is told only when it is made. */
export type LoginLink = Schemas['LinkOut'];
export type MadeLink = Schemas['MadeOut'];
export type LinkLook = Schemas['LinkLookOut'];
