import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Colour, Reaction, Relation } from '../../../sync';
import { useKindNames } from '../../../canvas/view/kind-names';
import { useWorkspace } from '../../../canvas/view/workspace';
import { shortly } from '../../outline-links';
import { useReactionNames } from '../../reactions';
import { useColourNames } from '../../ui/colours';
import { useRelationNames } from '../../ui/relations';
import type { Line, Step } from './telling';

/** What somebody did, in words. */
export function useStepWords(): (step: Step) => string {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const kinds = useKindNames();
  const colours = useColourNames();
  const relations = useRelationNames();
  const reactions = useReactionNames();
  const nameOf = (id: string | null | undefined): string => {
    const item = id ? board.store.item(id) : undefined;
    return item ? shortly(kinds(item)) : t`something that is not on the board any more`;
  };
  const moved = ({ zone }: Line, count: number): string => {
    if (zone === null) return t`moved it out of its zone`;
    if (zone !== undefined) {
      const name = nameOf(zone);
      return t`moved it to ${name}`;
    }
    return t`${plural(count, { one: 'moved it', other: 'moved it # times' })}`;
  };
  const connected = ({ other, relation, outward }: Line): string => {
    const name = nameOf(other);
    const said = relations[relation as Relation];
    if (outward) return t`connected it: it ${said} ${name}`;
    return relation === 'builds_on' ? t`built on it: ${name}` : t`connected it: ${name} ${said} it`;
  };
  return ({ line, count }) => {
    switch (line.what) {
      case 'added':
        return t`put it on the board`;
      case 'revealed':
        return t`revealed it; it was written in silence`;
      case 'copied':
        return t`made a copy of it`;
      case 'edited':
        return t`changed the text`;
      case 'moved':
        return moved(line, count);
      case 'resized':
        return t`changed its size`;
      case 'coloured': {
        const name = colours[line.colour as Colour];
        return t`gave it a colour: ${name}`;
      }
      case 'grouped': {
        const name = nameOf(line.group);
        return line.group === null ? t`took it out of its group` : t`put it under ${name}`;
      }
      case 'locked':
        return line.locked ? t`locked it` : t`unlocked it`;
      case 'connected':
        return connected(line);
      case 'related': {
        const name = relations[line.relation as Relation];
        return t`gave the connection another meaning: ${name}`;
      }
      case 'commented':
        return t`commented on it`;
      case 'resolved':
        return line.resolved ? t`settled it` : t`opened it again`;
      case 'reacted': {
        const name = reactions[line.reaction as Reaction];
        return line.on ? t`reacted: ${name}` : t`took a reaction back: ${name}`;
      }
      case 'deleted':
        return t`deleted it`;
      case 'restored':
        return t`brought it back`;
      case 'rewritten':
        return t`Somebody’s words were erased; this is what is left`;
    }
  };
}
