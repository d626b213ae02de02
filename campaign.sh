#!/bin/sh
# Kills, signals, full disks, flipped bits, garbage, broken images: the whole campaign of docs/robustness.md. It takes
# about half an hour of one core, prints tries, held and failed, and fails where anything failed. Full disks need root
# on Linux, signals the program 'script' of util-linux; where one is missing, that is said and those tries are skipped.
#
#   ./campaign.sh                                           all of it
#   ./campaign.sh -Dcampaign.seed=2                         with other random choices
#   ./campaign.sh -Dcampaign.only='flipped bits'            one kind of mishap
#   ./campaign.sh -Dcampaign.only=kills -Dcampaign.repeat=17    one attempt, by the seed that a failure printed
#   ./campaign.sh -Dcampaign.dose=short                     as in every build
set -eu
cd "$(dirname "$0")"
export OMP_NUM_THREADS=1 # networks are tiny here
exec ./mvnw -B -ntp -q -Dquick -Pcampaign -pl drolt-cli -am verify "$@"
