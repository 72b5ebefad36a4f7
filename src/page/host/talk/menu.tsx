/** What else can be done with a row, behind one button. It opens in its place, so nothing lies over what one reads. */
import { useSignal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId, useRef } from "preact/hooks";
import { talkHost as words } from "../../../words/en.ts";
import { DOTS, Icon } from "../../ui/icons.tsx";

interface MenuProps {
  /** The row in words. */
  of: string;
  /** Always there. */
  first?: ComponentChildren;
  children: ComponentChildren;
}

const Close = createContext<() => void>(() => {});

export function Menu({ of, first, children }: MenuProps) {
  const isOpen = useSignal(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    if (!isOpen.value) return;
    isOpen.value = false;
    trigger.current?.focus();
  };
  return (
    <>
      {first && <div class="roomacts">{first}</div>}
      <button
        ref={trigger}
        type="button"
        class="button-quiet button-icon roommore"
        aria-label={words.moreOn(of)}
        aria-expanded={isOpen.value}
        aria-controls={id}
        title={words.more}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon shape={DOTS} />
      </button>
      <fieldset
        id={id}
        class="roomacts roommenu"
        aria-label={words.moreOn(of)}
        hidden={!isOpen.value}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        {isOpen.value && <Close.Provider value={close}>{children}</Close.Provider>}
      </fieldset>
    </>
  );
}

interface ActProps {
  label: string;
  /** With what it is about, where a row says it only to the eye. */
  name?: string;
  shape?: string;
  danger?: boolean;
  pressed?: boolean;
  /** It is so already. */
  off?: boolean;
  onAct(): void;
}

/** In a menu it closes it, and the focus goes back to its button. */
export function Act({ label, name, shape, danger, pressed, off = false, onAct }: ActProps) {
  const close = useContext(Close);
  const act = () => {
    if (off) return;
    close();
    onAct();
  };
  return (
    <button
      type="button"
      class={`${danger ? "button-danger" : "button-quiet"} roomact`}
      aria-label={name}
      aria-pressed={pressed}
      aria-disabled={off || undefined}
      onClick={act}
    >
      {shape && <Icon shape={shape} />} {label}
    </button>
  );
}
