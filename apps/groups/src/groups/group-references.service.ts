import { groupHoldings, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { countDefaultMembers, countReferences } from './group-deletions.queries';
import { GroupsQueries } from './groups.queries';
import type { GroupDeletionView, GroupReferencesView } from './groups.views';

const PATIENCE_MS = 1_000;

/** Counts what refers to a group, here and in the service that keeps documents, pages and looks. */
@Injectable()
export class GroupReferences {
  constructor(
    private readonly db: Database,
    private readonly ask: Ask,
    private readonly queries: GroupsQueries,
  ) {}

  /** What deleting a group would concern. */
  async preview(caller: Principal, id: string): Promise<GroupDeletionView> {
    const { text } = await this.queries.get(caller, id);
    const { members, role }: Pick<GroupDeletionView, 'members'> & { role: string | null } = JSON.parse(text);
    const [byDefault, references] = await Promise.all([
      countDefaultMembers.first(this.db, [id]),
      this.of(caller.shopId, id),
    ]);
    return { canBeDeleted: role === null, members, defaultMembers: byDefault?.count ?? 0, ...references };
  }

  async of(shopId: string, id: string): Promise<Pick<GroupDeletionView, 'references' | 'unavailable'>> {
    const [here, there] = await Promise.all([
      countReferences.first(this.db, [id, shopId]),
      this.ofIdentity(id),
    ]);
    const references: GroupReferencesView[] = [{ service: 'groups', counts: { ...here } }];
    if (there) references.push({ service: 'identity', counts: there });
    return { references, unavailable: there ? [] : ['identity'] };
  }

  private async ofIdentity(groupId: string): Promise<Record<string, number> | undefined> {
    try {
      return (await this.ask.ask(groupHoldings, { groupId }, PATIENCE_MS)).counts;
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}
