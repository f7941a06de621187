/** What other systems say of a customer. */
export class TagsView {
  tags: string[];
}
