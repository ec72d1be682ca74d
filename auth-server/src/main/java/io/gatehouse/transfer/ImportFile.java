package io.gatehouse.transfer;

/** A file that can be read twice. Whatever can't be used is told to the findings; what makes no sense at all throws. */
interface ImportFile {

    /**
     * Everything but people. Throws {@link io.gatehouse.shared.GatehouseException} if the file as a whole can't be read; then
     * nothing of it is taken.
     */
    ImportedRealm realm(Findings findings);

    /** The people, one after the other. */
    void people(Findings findings, People people);

    /** Takes each person. */
    interface People {

        void take(ImportedPerson person);
    }
}
