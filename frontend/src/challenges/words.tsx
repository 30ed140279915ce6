import { useLingui } from '@lingui/react/macro';
import type { ChallengeAudience, ChallengeState, IpPolicy } from '../api/types';
import { isLanguage, LANGUAGES } from '../shared/language';
import type { ListName, TextName } from './edit/content';

interface Told {
  label: string;
  hint: string;
}

export function useStateNames(): Record<ChallengeState, Told> {
  const { t } = useLingui();
  return {
    draft: { label: t`Draft`, hint: t`Only you and the facilitators see it.` },
    open: { label: t({ message: 'Open', context: 'a challenge' }), hint: t`It can be read, and people ask and join in.` },
    in_session: { label: t`In session`, hint: t`Teams are working on it now.` },
    closed: { label: t`Closed`, hint: t`No more questions; you look at what came out of it.` },
    answered: { label: t`Answered`, hint: t`You said what was decided.` },
  };
}

export function usePolicies(): Record<IpPolicy, Told> {
  const { t } = useLingui();
  return {
    open: { label: t`Open to all`, hint: t`Everybody may use what comes out of it, with the names beside it (CC BY 4.0).` },
    keep: { label: t`Authors keep it`, hint: t`Ideas stay their authors’. The owner may use them inside the firm to judge them.` },
    first_talk: { label: t`First talk`, hint: t`Ideas stay their authors’. The owner may be the first to talk with them about it.` },
    owner: { label: t`The owner’s`, hint: t`What comes out of it belongs to the owner, for what was agreed. Only for people who are paid.` },
    nda: { label: t`Confidential`, hint: t`Only people you name see it. Each time somebody opens it, that is written down.` },
  };
}

export function useAudiences(): Record<ChallengeAudience, Told> {
  const { t } = useLingui();
  return {
    lab: { label: t`The lab`, hint: t`Everybody who is in this lab.` },
    public: { label: t`Everybody`, hint: t`Anybody with the link, without coming in.` },
    named: { label: t`Named people`, hint: t`Only people you name, below.` },
  };
}

export function useFieldNames(): Record<TextName | ListName, Told> {
  const { t } = useLingui();
  return {
    title: { label: t`Title`, hint: t`A few words that somebody remembers.` },
    problem: { label: t`The problem`, hint: t`What goes wrong, for whom, and what that costs. Five sentences are enough.` },
    context: { label: t`Why here, why now`, hint: t`What a newcomer has to know: place, history, figures.` },
    users: { label: t`Who it is for`, hint: t`Who lives with the problem, one on each line.` },
    constraints: { label: t`It has to respect`, hint: t`What no answer may get around, one on each line.` },
    success: { label: t`A good answer`, hint: t`How you will see that it worked, one on each line.` },
    not_wanted: { label: t`Please not`, hint: t`What you have heard already or will not do, one on each line.` },
    materials: { label: t`In the room`, hint: t`What teams can touch and use, one on each line.` },
    first_questions: { label: t`Questions to begin with`, hint: t`They open the conversation at the table, one on each line.` },
    possible_partners: { label: t`Who may help`, hint: t`Possible partners, one on each line. Naming one here promises nothing.` },
  };
}

/** `problem.nl` as people say it. */
export function useFieldTitle(): (field: string) => string {
  const { t } = useLingui();
  const names = useFieldNames();
  const whole: Record<string, string> = {
    sector: t`Sector`,
    ip_policy: t`Whose the ideas are`,
    audience: t`Who reads it`,
    criteria: t`What answers are judged by`,
    criterion: t`What answers are judged by`,
    cover: t`Cover`,
    files: t`Files`,
  };
  return (field) => {
    const [name = '', language = ''] = field.split('.');
    const said = Object.hasOwn(names, name) ? names[name as TextName | ListName].label : whole[name];
    return [said ?? name, language && languageName(language)].filter(Boolean).join(' · ');
  };
}

export const languageName = (language: string): string => (isLanguage(language) ? LANGUAGES[language] : language);

export function useDay(): (instant: string) => string {
  const { i18n } = useLingui();
  const day = new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return (instant) => day.format(new Date(instant));
}
