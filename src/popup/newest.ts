/**
 * Hands on the answer to the newest question alone: one that was asked later may be answered first.
 * @returns asks; resolves when the newest question, whoever asked it, has been answered and handed on
 */
export function newestOf<Question extends unknown[], Answer>(
  ask: (...question: Question) => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onFailure: (error: unknown) => void,
): (...question: Question) => Promise<void> {
  let newest: Promise<void> = Promise.resolve();
  return (...question) => {
    const mine: Promise<void> = ask(...question).then(
      (answer) => (mine === newest ? onAnswer(answer) : newest),
      (error: unknown) => (mine === newest ? onFailure(error) : newest),
    );
    newest = mine;
    return mine;
  };
}
