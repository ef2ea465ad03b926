/**
 * The definition of the table. On one machine the table is created from it, on AWS the stack declares it.
 * An index contains its keys and the `projected` attributes; without `projected`, all attributes.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  expiry: 'expires',
  indexes: [
    { name: 'byArea', partitionKey: 'township', sortKey: 'pk', projected: ['summary'] },
    { name: 'bySite', partitionKey: 'siteOf', sortKey: 'pk', projected: ['summary'] },
    { name: 'openFlags', partitionKey: 'openCounty', sortKey: 'due', projected: undefined },
    { name: 'byAssignee', partitionKey: 'assignedTo', sortKey: 'due', projected: undefined },
    { name: 'byName', partitionKey: 'nameCounty', sortKey: 'nameSort', projected: undefined },
    { name: 'pending', partitionKey: 'pendingCounty', sortKey: 'sk', projected: undefined },
  ],
} as const;
