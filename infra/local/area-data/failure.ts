/** A failure of `npm run areas`. Its message, in both languages, says what to do. */
export class AreaDataFailure extends Error {
  override readonly name = 'AreaDataFailure';
}
