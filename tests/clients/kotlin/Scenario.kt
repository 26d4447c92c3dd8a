// A phone in Kotlin, against a running service: `java … ScenarioKt ADDRESS FOLDER-OF-MAIL`.
import coach.apis.AccountsApi
import coach.apis.DiaryApi
import coach.apis.EpisodesApi
import coach.apis.MeApi
import coach.apis.RemindersApi
import coach.apis.SyncApi
import coach.infrastructure.ApiClient
import coach.infrastructure.ClientError
import coach.infrastructure.ClientException
import coach.infrastructure.Serializer
import coach.models.*
import java.io.File
import java.time.LocalDate
import java.time.OffsetDateTime
import java.time.ZoneOffset
import java.util.UUID

lateinit var address: String
lateinit var mail: File
val email = "kotlin-${UUID.randomUUID()}@example.org"
val yesterday: OffsetDateTime = OffsetDateTime.now(ZoneOffset.UTC).withNano(0).minusDays(1)

fun main(words: Array<String>) {
    address = words[0]
    mail = File(words[1])
    Serializer.kotlinxSerializationJsonConfiguration = { explicitNulls = false } // what is not said is not sent
    signUp()
    consent()
    val episode = episode()
    val entry = diary(episode)
    val cursor = pull(entry)
    push(episode, entry)
    pulledAgain(cursor, entry)
    refused()
    println("DONE")
}

fun signUp() {
    val accounts = AccountsApi(address)
    val asked = refusal { accounts.accountsAuthSignupPost(AuthSignup(email, "een-lange-wandeling")) }
    val session = Serializer.kotlinxSerializationJson
        .decodeFromString<AuthAuthenticationResponse>(asked).meta.sessionToken
    val verified = accounts.accountsAuthEmailVerifyPost(session, AuthVerifyEmail(code()))
    agree(verified.data.user.email == email, "the account is mine")
    ApiClient.accessToken = verified.meta.accessToken
}

fun code(): String =
    mail.listFiles()!!.map { it.readText() }.filter { email in it }
        .firstNotNullOf { Regex("^[A-Z0-9]{4}-[A-Z0-9]{4}$", RegexOption.MULTILINE).find(it) }.value

fun consent() {
    val given = MeApi(address).meConsentsCreate(ConsentRequest(PurposeEnum.HEALTH_DATA, "1", given = true))
    agree(given.purpose == PurposeEnum.HEALTH_DATA && given.given, "the consent is kept")
}

fun episode(): UUID {
    val id = UUID.randomUUID()
    val kept = EpisodesApi(address).episodesUpdate(id, EpisodeRequest(RegionEnum.NECK, LocalDate.now().minusWeeks(2)))
    agree(kept.onsetKind == OnsetKindOrNoneEnum.EMPTY, "how it began was not told")
    return id
}

fun diary(episode: UUID): Diary {
    val diary = DiaryApi(address)
    val entry = DiaryRequest(episode, yesterday, utcOffset = 60, pain = 4, triggers = listOf(TriggersEnum.SITTING))
    val kept = diary.diaryUpdate(UUID.randomUUID(), entry)
    agree(kept.pain == 4 && kept.triggers == entry.triggers, "the entry comes back")
    agree(diary.diaryList(episode = episode).results == listOf(kept), "the entry is in the list")
    val course = EpisodesApi(address).episodesCourseRetrieve(episode)
    agree(course.points.pain == listOf(4.0), "the entry is in the course")
    return kept
}

fun pull(entry: Diary): String {
    val pulled = SyncApi(address).syncRetrieve(limit = 500)
    val rows = pulled.changes.filterIsInstance<Changed.DiaryWrapper>().map { it.value }
    agree(rows.single().data == entry && rows.single().seq == entry.seq, "the entry is pulled as it was kept")
    agree(pulled.changes.any { it is Changed.CatalogueWrapper }, "and the stamp of the catalogue")
    return pulled.cursor
}

fun push(episode: UUID, entry: Diary) {
    val told = DiaryRequest(episode, yesterday, utcOffset = 60, pain = 5)
    val stranger = told.copy(episode = UUID.randomUUID())
    val pushed = SyncApi(address).syncCreate(
        UploadRequest(
            listOf(
                change(entry.id, told, entry.seq.toLong()),
                change(entry.id, told.copy(pain = 6), entry.seq.toLong()),
                change(UUID.randomUUID(), stranger, null),
            ),
        ),
    )
    val (mended, behind, refused) = pushed.results
    agree((mended as Result.AppliedWrapper).value.seq!! > entry.seq, "the change is applied")
    val current = (behind as Result.ConflictWrapper).value.current
    agree((current as SyncedRow.DiaryValue).value.pain == 5, "a change of an older copy shows the newer one")
    agree((refused as Result.RejectedWrapper).value.errors.single().attr == "data.episode", "one without an episode")
}

fun change(id: UUID, entry: DiaryRequest, baseSeq: Long?): ChangeRequest =
    ChangeRequest.DiaryWrapper(
        ChangeDiaryRequest(OpEnum.PUT, ChangeDiaryRequest.Type.DIARY, id, baseSeq, entry),
    )

fun pulledAgain(cursor: String, entry: Diary) {
    val changed = SyncApi(address).syncRetrieve(cursor).changes.filterIsInstance<Changed.DiaryWrapper>().single()
    agree(changed.value.data?.id == entry.id && changed.value.data?.pain == 5, "only what changed comes again")
}

fun refused() {
    val plan = PlanRequest(timeZone = "UTC", everyMinutes = 60)
    val body = refusal { RemindersApi(address).remindersUpdate(UUID.randomUUID(), plan) }
    val problem = Serializer.kotlinxSerializationJson.decodeFromString<Problem>(body)
    agree(problem.status == 403 && problem.errors.single().code == "consent_needed", "reminders need a consent")
}

fun refusal(ask: () -> Unit): String =
    try {
        ask()
        error("this was to be refused")
    } catch (no: ClientException) {
        (no.response as ClientError<*>).body as String
    }

fun agree(condition: Boolean, what: String) = check(condition) { what }
