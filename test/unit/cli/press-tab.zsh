# What zsh offers for a line: press-tab.zsh SCRIPT LINE. A terminal of its own, in which Tab is pressed; what completion hands
# to compadd is written down. Files go to the working folder's .offers.
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
finish() { print > .offers/done }
zle -N finish
bindkey '^X' finish
print > .offers/ready
SETUP
zmodload zsh/zpty
zpty -b terminal zsh -f
zpty -w terminal 'source ./.offers/setup.zsh'
until [[ -e .offers/ready ]]; do zpty -r -t terminal line; done
zpty -n -w terminal "$2"$'\t\C-X'
until [[ -e .offers/done ]]; do zpty -r -t terminal line; done
zpty -d terminal
[[ -e .offers/offers ]] && cat .offers/offers
rm -r .offers
