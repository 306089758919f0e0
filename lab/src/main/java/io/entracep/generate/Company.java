package io.entracep.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The invented company: its tenant, people, administrators, emergency accounts and workloads. Fully
 * determined by seed and number of employees. Employees are computed when asked for, so a company
 * of a million takes no memory.
 */
public final class Company {
    static final String DOMAIN = "contoso.example";
    static final int ADMINS = 12;

    private static final List<String> FIRST =
            List.of(
                    ("Anna Bram Chloe Daan Emma Finn Greta Hugo Iris Jonas Karin Liam Maria Noah"
                                    + " Olivia Pieter Quinn Rosa Sven Tessa Umar Vera Wout Xenia"
                                    + " Yara Zoe Alan Bella Carlos Dina Erik Fatima Grace Henry"
                                    + " Ines Jack")
                            .split(" "));
    private static final List<String> LAST =
            List.of(
                    ("Adams Bakker Clark Dekker Evans Fischer Green Hansen Ivanov Jansen Keller"
                                    + " Lopez Meyer Novak Owens Peters Quist Rossi Schmidt Turner"
                                    + " Urban Visser Weber Xu Young Zimmer Arnold Brandt Cohen"
                                    + " Dijkstra Egan Fontaine Gomez Hofman Ito Jones Kramer Lind"
                                    + " Murphy Nguyen Olsen Price Reyes Smit Thomas Ulrich Vos"
                                    + " Walsh")
                            .split(" "));

    private final long seed;
    private final int users;
    private final boolean unsettled;
    private final String tenantId;
    private final List<Admin> admins;
    private final List<Account> breakGlass;
    private final Account formerAdmin;
    private final List<Workload> servicePrincipals;
    private final List<Workload> managedIdentities;
    private final Workload provisioner;

    Company(long seed, int users) {
        this(seed, users, false);
    }

    /**
     * @param unsettled whether its people travel
     */
    Company(long seed, int users, boolean unsettled) {
        this.seed = seed;
        this.unsettled = unsettled;
        this.users = users;
        Dice dice = Dice.of(seed, 100);
        this.tenantId = dice.guid();
        this.admins = IntStream.range(0, ADMINS).mapToObj(this::admin).toList();
        this.breakGlass =
                List.of(
                        new Account(dice.guid(), "Emergency One", "emergency1@" + DOMAIN),
                        new Account(dice.guid(), "Emergency Two", "emergency2@" + DOMAIN));
        this.formerAdmin = new Account(dice.guid(), "Former Admin", "adm_former@" + DOMAIN);
        this.servicePrincipals =
                workloads(dice, "billing-sync", "backup-agent", "ci-deploy", "crm-connector");
        this.managedIdentities = workloads(dice, "vm-web-01", "aks-prod", "func-invoices");
        this.provisioner = workloads(dice, "HR Provisioning").get(0);
    }

    /** The tenant's id, a GUID in lower case. */
    public String tenantId() {
        return tenantId;
    }

    /** Number of employees. Administrative and emergency accounts come on top. */
    public int users() {
        return users;
    }

    /** The everyday account of an employee, from 0 to {@link #users()} - 1. */
    public Account user(int number) {
        return person(number).account();
    }

    /** The two emergency access accounts. */
    public List<Account> breakGlassAccounts() {
        return breakGlass;
    }

    /** The administrative accounts. */
    public List<Account> adminAccounts() {
        return admins.stream().map(Admin::account).toList();
    }

    /** An administrator who left: the account is disabled and listed as formerly privileged. */
    public Account formerAdmin() {
        return formerAdmin;
    }

    Person person(int number) {
        if (number < 0 || number >= users) {
            throw new IndexOutOfBoundsException(number + " of " + users + " employees");
        }
        String first = FIRST.get(number % FIRST.size());
        int block = number / FIRST.size();
        String last = LAST.get((block + 7 * (number % FIRST.size())) % LAST.size());
        int namesakes = number / (FIRST.size() * LAST.size());
        String upn =
                (first + "." + last + (namesakes == 0 ? "" : namesakes)).toLowerCase(Locale.ROOT);
        Dice dice = Dice.of(seed, 101, number);
        Account account = new Account(dice.guid(), first + " " + last, upn + "@" + DOMAIN);
        double share = dice.share();
        return new Person(number, account, office(number, share), dice.next(), unsettled);
    }

    /** The owners of administrative accounts, who follow the first employee, are at head office. */
    private static Office office(int number, double share) {
        if ((number >= 1 && number <= ADMINS) || share < 0.5) {
            return Office.ALL.get(0);
        }
        return Office.ALL.get(share < 0.7 ? 1 : share < 0.85 ? 2 : 3);
    }

    private Admin admin(int number) {
        Person owner = person(number + 1);
        Dice dice = Dice.of(seed, 102, number);
        Account everyday = owner.account();
        Account account =
                new Account(
                        dice.guid(), everyday.displayName() + " (admin)", "adm_" + everyday.upn());
        return new Admin(
                account, owner, Machine.laptop(dice.guid(), "PAW-" + (100 + number)), role(number));
    }

    private static DirectoryRole role(int number) {
        DirectoryRole[] everyday = {
            DirectoryRole.USER_ADMINISTRATOR,
            DirectoryRole.SECURITY_ADMINISTRATOR,
            DirectoryRole.APPLICATION_ADMINISTRATOR,
            DirectoryRole.EXCHANGE_ADMINISTRATOR
        };
        return everyday[number % everyday.length];
    }

    private static List<Workload> workloads(Dice dice, String... names) {
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            Origin origin = new Origin(Place.DUBLIN, "198.51.100." + (200 + i));
            workloads.add(new Workload(dice.guid(), dice.guid(), names[i], dice.guid(), origin));
        }
        return List.copyOf(workloads);
    }

    List<Admin> admins() {
        return admins;
    }

    List<Workload> servicePrincipals() {
        return servicePrincipals;
    }

    List<Workload> managedIdentities() {
        return managedIdentities;
    }

    /** The application that is approved to create and delete accounts. */
    Workload provisioner() {
        return provisioner;
    }

    String roleId(DirectoryRole role) {
        return role.objectId(tenantId);
    }
}
