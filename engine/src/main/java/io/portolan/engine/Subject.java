package io.portolan.engine;

import io.portolan.Stack;

/** What is planned: a stack at a provider, and the stack as its observer sorts it by kind, which may be made while the stack is checked. */
record Subject(Stack stack, Attached provider, Ahead<Observer> observer) {
    static Subject of(Stack stack, Attached provider, Workers workers) {
        return new Subject(stack, provider, workers.begin(() -> new Observer(provider, stack, workers)));
    }
}
