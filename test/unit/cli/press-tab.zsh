# What zsh offers for lines: press-tab.zsh SCRIPT LINE... A terminal of its own, in which Tab is pressed; what completion hands
# to compadd is written down, and after it a line with a dot for each line. Files go to the working folder's .offers.
zmodload zsh/zpty zsh/zselect
mkdir .offers
cat > .offers/setup.zsh <<SETUP
PROMPT=
autoload -Uz compinit; compinit -u -D
zstyle ':completion:*' completer _complete
source ${(q)1}
SETUP
cat >> .offers/setup.zsh <<'SETUP'
compadd() {
  # Those that only ask what fits.
  if (( ! ${argv[(I)-O]} && ! ${argv[(I)-A]} && ! ${argv[(I)-D]} )); then
    local -a offered
    builtin compadd -A offered "$@"
    (( $#offered )) && print -rl -- "$offered[@]" >> .offers/offers
  fi
  builtin compadd "$@"
}
finish() { BUFFER=; print . >> .offers/offers; print > .offers/done }
zle -N finish
bindkey '^X' finish
print > .offers/ready
SETUP
# The terminal is read on, so that it never waits for us.
await() { until [[ -e $1 ]]; do zpty -r -t terminal line || zselect -t 1; done }
zpty -b terminal zsh -f
zpty -w terminal 'source ./.offers/setup.zsh'
await .offers/ready
for line in "${@:2}"; do
  rm -f .offers/done
  zpty -n -w terminal "$line"$'\t\C-X'
  await .offers/done
done
zpty -d terminal
cat .offers/offers
rm -r .offers
