import type * as z from 'zod';
import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { CommandName, CommandOf } from '../../../../shared/domain/commands/index.ts';
import type { TransferStep } from '../../../../shared/domain/records/household-facts.ts';

/** The input of a command without the member, whom the fact names by 人口编号. */
export type FactInput<Name extends CommandName> = Omit<z.output<CommandOf<Name>['input']>, 'memberId'>;

type OfHousehold = 'correct-household' | 'record-conditions' | 'log-plan' | 'assess' | 'log-income-channel';
type OfPerson = 'record-refusal' | 'record-service';

/** A fact that clerks type in and no sheet contains: a command and its input, the person by 人口编号. */
export type DemoFact =
  | { [Name in OfHousehold]: { readonly command: Name; readonly input: FactInput<Name> } }[OfHousehold]
  | {
      [Name in OfPerson]: {
        readonly command: Name;
        readonly person: string;
        readonly input: FactInput<Name>;
      };
    }[OfPerson]
  | {
      readonly command: 'start-pension-transfer';
      readonly person: string;
      readonly input: FactInput<'start-pension-transfer'>;
      /** The steps of the case in order, each a `record-transfer-step`. */
      readonly steps: readonly { readonly step: TransferStep; readonly on: PlainDate }[];
    };
