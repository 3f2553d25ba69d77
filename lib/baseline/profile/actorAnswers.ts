import type { ActorIdentity } from '../../activity/hourActivity';

type Principal = ActorIdentity['principal'];

/**
 * Answers about actors. Events share the objects of their principals, so these are looked up
 * themselves; no text is put together for each event.
 */
export class ActorAnswers<Answer> {
  private readonly answers = new Map<Principal, Map<string, Map<string, Answer>>>();
  private size = 0;

  /** @param most answers that are remembered; then all are forgotten */
  constructor(private readonly most: number) {}

  get({ principal, application, address }: ActorIdentity): Answer | undefined {
    return this.answers.get(principal)?.get(application)?.get(address);
  }

  set({ principal, application, address }: ActorIdentity, answer: Answer): void {
    if (this.size >= this.most) {
      this.answers.clear();
      this.size = 0;
    }
    const byApplication = this.answers.get(principal) ?? new Map<string, Map<string, Answer>>();
    this.answers.set(principal, byApplication);
    const byAddress = byApplication.get(application) ?? new Map<string, Answer>();
    byApplication.set(application, byAddress);
    byAddress.set(address, answer);
    this.size += 1;
  }
}
