import { PeopleList } from './list';
import { PersonPage } from './person';

/** Everybody in the lab, or one of them. */
export default function People({ id }: { id: string }) {
  return id === '' ? <PeopleList /> : <PersonPage key={id} id={id} />;
}
