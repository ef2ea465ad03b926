/**
 * The table, once: on one machine it is created from this, on AWS the app declares it from this.
 * An index on `projected` carries those attributes beside its keys; without it the whole item.
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
