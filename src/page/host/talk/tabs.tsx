/** Tabs as the keyboard knows them: one stop, arrows between them, the picked one is open. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { badgeOf } from "../../../words/en.ts";

interface Tab<Name extends string> {
  name: Name;
  label: string;
  count: number;
  /** What the count means, for who cannot see where it stands. */
  counted: string;
}

interface TabsProps<Name extends string> {
  id: string;
  label: string;
  tabs: readonly Tab<Name>[];
  picked: Name;
  onPick(name: Name): void;
  children: ComponentChildren;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function Tabs<Name extends string>({ id, label, tabs, picked, onPick, children }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);
  const pressed = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === picked);
    const step = STEPS[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step && (at + step + tabs.length) % tabs.length;
    const tab = to === undefined ? undefined : tabs[to];
    if (to === undefined || !tab) return;
    // Elsewhere the arrows lead to another question of the poll.
    event.preventDefault();
    onPick(tab.name);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <>
      <div ref={list} class="roomtabs" role="tablist" aria-label={label} onKeyDown={pressed}>
        {tabs.map(({ name, label, count, counted }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            class="roomtab"
            aria-selected={name === picked}
            aria-controls={`${id}-panel`}
            tabIndex={name === picked ? 0 : -1}
            onClick={() => onPick(name)}
          >
            {label}
            {count > 0 && (
              <span class="roombadge number">
                <span aria-hidden="true">{badgeOf(count)}</span>
                <span class="visually-hidden">{counted}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} class="roompanel" role="tabpanel" aria-labelledby={`${id}-${picked}`}>
        {children}
      </div>
    </>
  );
}
