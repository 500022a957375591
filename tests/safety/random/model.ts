import { act, type Refusal } from "./desk.ts";
import { receive } from "./source.ts";
import type { Minute, Step } from "./steps.ts";
import { dateOf, isFinal, isShown, MADE, type Seen, type Story, storyOf } from "./story.ts";

/**
 * A newsroom by its rules: what each story's source and desk said of it, and who meets what by that. Nothing of it is
 * taken from the gateway's code.
 */
export class Model {
  now: Minute = 0;
  readonly stories = new Map<string, Story>();
  /** What stories that readers saw called the tag that they share. */
  readonly tagNames = new Set<string>();

  /** What a step of the desk is answered: a refusal's code, or nothing. */
  take(step: Step): Refusal {
    const refusal = this.#write(step);
    // Readers look all the time.
    for (const story of this.uris().map((uri) => this.of(uri))) {
      story.isMet ||= this.seen(story.uri).length > 0;
      if (!isShown(story, this.now)) continue;
      story.first ??= dateOf(story);
      if (story.tag !== undefined) this.tagNames.add(story.tag);
    }
    return refusal;
  }

  /** As readers meet a story: not at all, or in one of these ways where several stories that they may see speak of it. */
  seen(uri: string): Seen[] {
    const story = this.of(uri);
    if (isShown(story, this.now) && story.content) return [{ ...story.content, published: dateOf(story) }];
    return story.content ? [] : this.#mentioned(story);
  }

  /** A story that the desk can act upon: one that is there whole, or waits to be. */
  isThere(uri: string): boolean {
    const { content, waiting } = this.of(uri);
    return (content ?? waiting) !== undefined;
  }

  /** Tags are there for readers while a story of theirs is. */
  isTagSeen = (): boolean =>
    [...this.stories.values()].some((story) => story.tag !== undefined && isShown(story, this.now));

  /** Whether readers who have the link are told that it is gone. */
  leavesTombstone(uri: string): boolean {
    const { isMet, source, desk, withdrawal } = this.of(uri);
    return isMet && (source === "CANCELED" || (desk === "WITHDRAWN" && withdrawal === "KILL"));
  }

  /** Every story that anyone spoke of. */
  uris(): string[] {
    const stories = [...this.stories.values()];
    const mentioned = stories.flatMap((story) => [...story.mentions, ...story.waitingMentions].map(({ of }) => of));
    return [...new Set([...this.stories.keys(), ...mentioned])].toSorted();
  }

  of(uri: string): Story {
    const story = this.stories.get(uri) ?? storyOf(uri);
    this.stories.set(uri, story);
    return story;
  }

  #mentioned(story: Story): Seen[] {
    const { sourceEmbargo = MADE } = story;
    if (isFinal(story) || story.source === "WITHHELD" || sourceEmbargo > this.now) return [];
    return [...this.stories.values()]
      .filter((other) => isShown(other, this.now))
      .flatMap(({ content, mentions }) =>
        mentions
          .filter(({ of, says, embargo = MADE }) => of === story.uri && says === "usable" && embargo <= this.now)
          .filter(({ hasLeave }) => hasLeave)
          .map(({ headline }) => ({
            headline,
            language: content?.language ?? "",
            section: null,
            text: null,
            published: MADE,
          })),
      );
  }

  #write(step: Step): Refusal {
    if (step.does === "wait") {
      this.now += step.minutes;
      return undefined;
    }
    if (step.does === "send") {
      const { uri } = step.item;
      receive(this.of(uri), step.item, {
        now: this.now,
        publish: step.publish,
        isKnownByMention: !this.of(uri).content && this.seen(uri).length > 0,
        isMet: (other) => this.seen(other).length > 0,
      });
      return undefined;
    }
    if (step.does === "create") {
      const story = this.of(step.uri);
      story.desk = "DRAFT";
      story.content = { headline: step.headline, language: step.language, section: step.section, text: "" };
      story.owned = new Set(["headline", "section"]);
      return undefined;
    }
    return act(this.of(step.uri), step, this.now);
  }
}
